package notso.inference.template.value;

/** Finds foreign text inside values. */
public final class Origins {

    private final Budget budget;

    public Origins(Budget budget) {
        this.budget = budget;
    }

    public boolean hasForeign(Value value) {
        return hasForeign(value, 0);
    }

    private boolean hasForeign(Value value, int level) {
        budget.checkValueDepth(level);
        return switch (value) {
            case Text text -> text.hasForeign();
            case Value.Scalar _, Value.Function _ -> false;
            case Sequence list -> {
                for (Value item : list.items()) {
                    if (hasForeign(item, level + 1)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Dict dict -> anyForeign(dict.entries().values(), level);
            case Value.Namespace names -> anyForeign(names.entries().values(), level);
            case Value.Loop loop -> anyForeign(loop.toDict().entries().values(), level);
        };
    }

    private boolean anyForeign(Iterable<Dict.Entry> entries, int level) {
        for (Dict.Entry entry : entries) {
            if (entry.key().hasForeign() || hasForeign(entry.value(), level + 1)) {
                return true;
            }
        }
        return false;
    }
}
