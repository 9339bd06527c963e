"""What every explorer is made of: settings, stages and the linker that joins their scripts."""
