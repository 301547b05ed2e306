"""Telling people: the inbox, Web Push to their devices, webhooks to their programs."""
