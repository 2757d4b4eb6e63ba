"""The places where people meet the assistant. Each adds its routes; none knows another."""
