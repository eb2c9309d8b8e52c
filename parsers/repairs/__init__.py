"""This package proposes values for missing and wrong figures, with a module for each kind of damage."""
