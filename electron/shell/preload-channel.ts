/** The one message the preload ever sends; it carries one port and nothing else. */
export const connectChannel = 'stablepoint:connect'

/** What a page asks its preload for a port with, and what the answer that carries it says. */
export const connectRequest = 'stablepoint:connect'
export const connectAnswer = 'stablepoint:port'
