"""What realtime writes: tickets, and which device is connected."""
