import { completeLock } from './complete-lock.ts'
import { readIdlePackages, readLockFile, writeLockFile } from './lock-file.ts'

// `npm run lock`, after `npm install --save NAME`: puts back what npm leaves out of the lock file.

writeLockFile(completeLock(readLockFile(), readIdlePackages()))
