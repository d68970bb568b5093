const LONGEST = 500

interface Page<T> {
  items: T[]
  next?: string | null
}

/** All of a list, page by page. */
export async function allPages<T>(ask: (page: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  do {
    const page = await ask({ limit: LONGEST, ...(cursor ? { cursor } : {}) })
    all.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return all
}
