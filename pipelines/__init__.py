"""Everything that moves data: readers, the batch run, the store, exports, the command line."""
