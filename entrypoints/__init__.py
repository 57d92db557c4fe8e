"""The other ways in: command line, health checks, and the gate in front of the web application."""
