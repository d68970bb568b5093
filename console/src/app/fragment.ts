const KEY = 'huikan.fragment'

/**
 * What stands behind the # of an address stays in this tab while somebody logs in: a receipt does there, and no server on the
 * way is to see it.
 */
export function keepFragment(): void {
  if (location.hash) {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, hash: location.hash }))
  }
}

/** Puts it behind the address again, once, when it is the one that it stood behind. */
export function restoreFragment(): void {
  const kept = sessionStorage.getItem(KEY)
  if (!kept || location.pathname.startsWith('/login')) {
    return
  }
  sessionStorage.removeItem(KEY)
  const { path, hash } = JSON.parse(kept) as { path: string; hash: string }
  if (path === location.pathname && !location.hash) {
    history.replaceState(history.state, '', location.pathname + location.search + hash)
  }
}
