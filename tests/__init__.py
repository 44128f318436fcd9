"""The tests: a package, so that no library that installs its own as `tests` is taken for them."""
