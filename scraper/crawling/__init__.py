"""This package crawls portals: from a portals file to records in an archive, politely, and without loss when killed."""
