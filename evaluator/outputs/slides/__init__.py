"""スライド.pptx: `charts` says what is shown, `draw` puts it on a slide, `deck` makes the file."""
