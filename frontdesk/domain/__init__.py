"""What a visit is, who is next, what is late: pure, standard library only, reads no clock and no file."""
