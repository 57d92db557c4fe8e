#!/bin/sh
# Leaves a Chromium or Chrome for the browser tests: the one that is there, else Debian's, else Playwright's own.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && exit 0
done
"${BIN:-.venv/bin}/python" -m tests.browsers && exit 0
echo "No Chromium or Chrome here: installing one for the browser tests …"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null && exit 0
fi
"${BIN:-.venv/bin}/python" -m playwright install chromium && exit 0
echo "No browser could be installed: the browser tests will be skipped." >&2
test "${REQUIRE_BROWSER:-0}" != 1
