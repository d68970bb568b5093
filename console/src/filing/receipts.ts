import { type DBSchema, openDB } from 'idb'

interface Schema extends DBSchema {
  receipts: { key: string; value: string }
}

const database = openDB<Schema>('huikan', 2, {
  upgrade: (store, before) => {
    if (before === 0) {
      store.createObjectStore('receipts')
    } else {
      store.deleteObjectStore('drafts' as never)
    }
  },
})

/** The receipt is told once, with the acknowledgement. */
export async function keepReceipt(submission: string, receipt: string): Promise<void> {
  await (await database).put('receipts', receipt, submission)
}

export async function receiptOf(submission: string): Promise<string | undefined> {
  return (await database).get('receipts', submission)
}
