"""chidao: Vietnamese meeting notices into a register of directives."""
