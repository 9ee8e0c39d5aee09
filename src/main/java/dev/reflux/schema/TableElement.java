package dev.reflux.schema;

/** What a table definition lists: a finished item or the builder of one. */
public interface TableElement {

    /**
     * The finished item.
     *
     * @throws dev.reflux.error.InvalidOperationException if its arguments do not go together
     */
    TableItem toItem();
}
