package dev.reflux.spring;

import dev.reflux.runtime.MigrationListener;
import java.util.function.Supplier;

/** Makes the listener of each run. */
interface RunListeners extends Supplier<MigrationListener> {}
