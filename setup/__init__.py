"""Scripts behind `make`: the lock, the browser files, the bundles for networks without internet."""
