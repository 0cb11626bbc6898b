"""What a fetched page is when it is no article, and what it says of its own addresses."""
