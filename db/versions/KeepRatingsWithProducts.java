import static dev.reflux.schema.Columns.check;
import static dev.reflux.schema.Columns.column;
import static dev.reflux.schema.Types.numeric;

import dev.reflux.migration.Migration;
import dev.reflux.migration.Operations;
import dev.reflux.migration.Revision;
import dev.reflux.operation.ChunkedUpdate;

/** Lists of products show ratings; a mean over the reviews for each of them would be slow. */
@Revision(
        id = "c62f81d0a9b7",
        downRevision = "4d7b9e02f6a1",
        message = "keep ratings with products",
        created = "2026-11-04T08:31:40Z")
public final class KeepRatingsWithProducts implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.addColumn("products", column("rating", numeric(3, 2)).comment("Mean of the stars; null without a review"));
        op.createCheckConstraint("products", check("rating BETWEEN 1 AND 5").name("products_rating_check"));
        // A range at a time, each with a commit of its own: nobody waits for the whole table
        op.autocommit(part -> part.updateInChunks(ChunkedUpdate.of("products", "id")
                .size(5_000)
                .set(
                        """
                        rating = (
                            SELECT avg(stars) FROM reviews
                            WHERE reviews.product_id = products.id AND state <> 'hidden')""")
                .where(
                        """
                        rating IS NULL AND EXISTS (
                            SELECT FROM reviews
                            WHERE reviews.product_id = products.id AND state <> 'hidden')""")));
    }

    @Override
    public void downgrade(Operations op) {
        op.dropColumn("products", "rating");
    }
}
