"""Labelled pairs made from real sentences."""
