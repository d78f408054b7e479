"""The Administrator's pages: people, organisations, ledger, keys, erasures, outbox. Of a case they show its code."""
