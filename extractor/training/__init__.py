"""From documents and what people say of them to models and figures: gold, marked text, examples, training, scoring."""
