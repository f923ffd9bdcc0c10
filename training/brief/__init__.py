"""Fits the judge of the extractive brief: articles and their summaries → ranker.json."""
