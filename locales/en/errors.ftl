### Errors: a heading, and a sentence that says what to do.

not-found = Nothing is at this address
    .hint = The page may have moved, or the address has a typing mistake in it.

late = This takes too long
    .hint = This page is taking longer than it should. Please try again in a moment.

# The browser has no connection to the server.
unreachable = The server does not answer
    .hint = The server could not be reached. Check the connection and try again.

broken = Something broke
    .hint = Something went wrong on our side. It has been noted; please try again in a moment.

refused = That did not work
    .hint = The request could not be understood.

# Somebody sent a form to a page that has none.
read-only = This page can only be read.

go-home = Go to the front page

# The heading of the plain document for errors outside the application, by the HTTP status.
plain = { $status ->
    [400] Bad Request
    [404] Not Found
    [405] Method Not Allowed
    [413] Payload Too Large
    [414] URI Too Long
    [500] Internal Server Error
    [503] Service Unavailable
   *[other] Error
}
