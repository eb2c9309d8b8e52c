"""This package proposes what missing and wrong figures should be: one module per kind of damage."""
