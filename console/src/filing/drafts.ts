import { type DBSchema, openDB } from 'idb'
import type { Draft } from './draft'

interface Stored {
  draft: Draft
  savedAt: string
}

interface Schema extends DBSchema {
  drafts: { key: string; value: Stored }
  receipts: { key: string; value: string }
}

const database = openDB<Schema>('huikan', 1, {
  upgrade: (fresh) => {
    fresh.createObjectStore('drafts')
    fresh.createObjectStore('receipts')
  },
})

/** Where what is not filed yet is kept: on this device. Drafts on the server take the place of these three. */
export async function loadDraft(key: string): Promise<Stored | undefined> {
  return (await database).get('drafts', key)
}

/** @param draft a plain copy: what a page watches cannot be stored */
export async function saveDraft(key: string, draft: Draft): Promise<string> {
  const savedAt = new Date().toISOString()
  await (await database).put('drafts', { draft, savedAt }, key)
  return savedAt
}

export async function dropDraft(key: string): Promise<void> {
  await (await database).delete('drafts', key)
}

/** The receipt is told once, with the acknowledgement. */
export async function keepReceipt(submission: string, receipt: string): Promise<void> {
  await (await database).put('receipts', receipt, submission)
}

export async function receiptOf(submission: string): Promise<string | undefined> {
  return (await database).get('receipts', submission)
}
