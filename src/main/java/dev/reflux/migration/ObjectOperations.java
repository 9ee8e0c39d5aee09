package dev.reflux.migration;

import dev.reflux.operation.AddEnumValue;
import dev.reflux.operation.AlterSequence;
import dev.reflux.operation.CreateEnum;
import dev.reflux.operation.CreateExtension;
import dev.reflux.operation.CreateSchema;
import dev.reflux.operation.CreateSequence;
import dev.reflux.operation.DropEnum;
import dev.reflux.operation.DropExtension;
import dev.reflux.operation.DropSchema;
import dev.reflux.operation.DropSequence;
import dev.reflux.operation.RenameEnumValue;
import dev.reflux.schema.SequenceOptions;
import java.util.function.Consumer;

/**
 * What is no table: schemas, sequences, enums, extensions.
 *
 * @param <R> what a call gives
 */
public interface ObjectOperations<R> extends OperationTarget<R> {

    /** Creates a schema. */
    default R createSchema(String name) {
        return run(CreateSchema.builder(name).build());
    }

    /** Creates a schema. */
    default R createSchema(String name, Consumer<? super CreateSchema.Builder> options) {
        return run(Options.on(CreateSchema.builder(name), options).build());
    }

    /** Drops a schema. */
    default R dropSchema(String name) {
        return run(DropSchema.builder(name).build());
    }

    /** Drops a schema. */
    default R dropSchema(String name, Consumer<? super DropSchema.Builder> options) {
        return run(Options.on(DropSchema.builder(name), options).build());
    }

    /** Creates a sequence that counts from 1 in steps of 1. */
    default R createSequence(String name) {
        return createSequence(name, SequenceOptions.builder());
    }

    /** Creates a sequence. */
    default R createSequence(String name, SequenceOptions.Builder counting) {
        return run(CreateSequence.builder(name, counting.build()).build());
    }

    /**
     * Creates a sequence.
     *
     * @param options what is not a way of counting: schema, type, owner, if not exists
     */
    default R createSequence(
            String name, SequenceOptions.Builder counting, Consumer<? super CreateSequence.Builder> options) {
        return run(Options.on(CreateSequence.builder(name, counting.build()), options)
                .build());
    }

    /** Changes how a sequence counts, in all that is given and in nothing else. */
    default R alterSequence(String name, SequenceOptions.Builder counting) {
        return run(AlterSequence.builder(name, counting.build()).build());
    }

    /** Changes a sequence in all that the options say, and in nothing else. */
    default R alterSequence(String name, Consumer<? super AlterSequence.Builder> options) {
        return alterSequence(name, SequenceOptions.builder(), options);
    }

    /** Changes a sequence in all that is given, and in nothing else. */
    default R alterSequence(
            String name, SequenceOptions.Builder counting, Consumer<? super AlterSequence.Builder> options) {
        return run(Options.on(AlterSequence.builder(name, counting.build()), options)
                .build());
    }

    /** Drops a sequence. */
    default R dropSequence(String name) {
        return run(DropSequence.builder(name).build());
    }

    /** Drops a sequence. */
    default R dropSequence(String name, Consumer<? super DropSequence.Builder> options) {
        return run(Options.on(DropSequence.builder(name), options).build());
    }

    /**
     * Creates an enum type.
     *
     * @param values its values, in order
     */
    default R createEnum(String name, String... values) {
        return run(CreateEnum.builder(name).values(values).build());
    }

    /** Creates an enum type. */
    default R createEnum(String name, Consumer<? super CreateEnum.Builder> options) {
        return run(Options.on(CreateEnum.builder(name), options).build());
    }

    /** Adds a value to an enum type, as its last unless the options place it. */
    default R addEnumValue(String name, String value) {
        return run(AddEnumValue.builder(name, value).build());
    }

    /** Adds a value to an enum type, as its last unless the options place it. */
    default R addEnumValue(String name, String value, Consumer<? super AddEnumValue.Builder> options) {
        return run(Options.on(AddEnumValue.builder(name, value), options).build());
    }

    /** Renames a value of an enum type. */
    default R renameEnumValue(String name, String value, String newValue) {
        return run(RenameEnumValue.builder(name, value, newValue).build());
    }

    /** Renames a value of an enum type. */
    default R renameEnumValue(
            String name, String value, String newValue, Consumer<? super RenameEnumValue.Builder> options) {
        return run(Options.on(RenameEnumValue.builder(name, value, newValue), options)
                .build());
    }

    /** Drops an enum type. */
    default R dropEnum(String name) {
        return run(DropEnum.builder(name).build());
    }

    /** Drops an enum type. */
    default R dropEnum(String name, Consumer<? super DropEnum.Builder> options) {
        return run(Options.on(DropEnum.builder(name), options).build());
    }

    /** Creates an extension. */
    default R createExtension(String name) {
        return run(CreateExtension.builder(name).build());
    }

    /** Creates an extension. */
    default R createExtension(String name, Consumer<? super CreateExtension.Builder> options) {
        return run(Options.on(CreateExtension.builder(name), options).build());
    }

    /** Drops an extension. */
    default R dropExtension(String name) {
        return run(DropExtension.builder(name).build());
    }

    /** Drops an extension. */
    default R dropExtension(String name, Consumer<? super DropExtension.Builder> options) {
        return run(Options.on(DropExtension.builder(name), options).build());
    }
}
