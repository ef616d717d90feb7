### While something is on its way, and when it does not come.

# In place of a page's data.
page = Loading…

# In place of a part of a page whose code is fetched when it is needed.
part = Loading this part of the page…
part-failed = This part of the page could not be loaded. Check the connection and try again.
retry = Try again
retrying = Trying again…
