"""For those who write rules: beginning one, finding facts and examples, trying conditions."""
