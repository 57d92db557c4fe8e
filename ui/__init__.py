"""Everything outside the page scripts that knows the browser: entry, navigation, widgets, wording and style."""
