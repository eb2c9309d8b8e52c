"""The shell: whatever touches network, disk, clock or database."""
