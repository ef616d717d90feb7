### /fault/…, where failures can be looked at in development.

slow = This page took its time
