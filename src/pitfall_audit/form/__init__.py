"""The form in the browser: pages made from the models of a file, and a server for them."""
