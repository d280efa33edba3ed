"""Floor 8: what goes out of the register to the units and comes back: reminders, lists with what was filled in."""
