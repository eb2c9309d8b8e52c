"""This package proposes what missing and wrong figures should be: one module a kind of damage."""
