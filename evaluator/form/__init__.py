"""The form (様式): what a ministry receives, fills in and sends back."""
