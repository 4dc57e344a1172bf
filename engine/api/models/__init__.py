"""The shapes of requests and answers; what is not of these shapes is refused."""
