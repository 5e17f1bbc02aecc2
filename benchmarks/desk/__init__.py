"""The desk in a browser under load: real workers on the loopback, fifty ministries, kill -9."""
