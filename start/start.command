#!/bin/sh
# macOS opens this by double-click.
exec "$(dirname "$0")/start.sh" "$@"
