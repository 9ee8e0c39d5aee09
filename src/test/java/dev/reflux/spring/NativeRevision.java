package dev.reflux.spring;

import dev.reflux.migration.Migration;
import dev.reflux.migration.Operations;
import dev.reflux.migration.Revision;

/** A revision that is a class of an application. */
@Revision(id = "a1")
public final class NativeRevision implements Migration {

    @Override
    public void upgrade(Operations operations) {
        operations.execute("SELECT 1");
    }
}
