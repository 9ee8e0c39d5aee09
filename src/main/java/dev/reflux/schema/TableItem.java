package dev.reflux.schema;

/** A part of a table definition. */
public sealed interface TableItem extends TableElement permits Column, Constraint, Index {

    @Override
    default TableItem toItem() {
        return this;
    }
}
