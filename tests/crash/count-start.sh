#!/bin/sh
# Notes that an install was started, then becomes the install.
printf '%s\n' "$2" >>"$1"
shift 2
exec "$@"
