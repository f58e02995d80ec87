"""Questions on laws and decrees: which law is meant, which clause answers, how it is named."""
