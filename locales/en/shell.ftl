### The document that stands in for a page which is not ready in time, until the browser has it.

title = One moment
loading = Loading the page…

# After some seconds; $reload is a link with the second text.
late = This takes longer than it should. { $reload }
reload = Reload the page

# Without JavaScript, below the heading that errors.ftl has for a late page.
late-without-scripts = The page was not ready in time, and we did not want to keep you waiting. Please reload it in a few seconds.
