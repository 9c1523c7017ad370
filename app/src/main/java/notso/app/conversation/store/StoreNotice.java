package notso.app.conversation.store;

public sealed interface StoreNotice {
    record SavedAgain() implements StoreNotice {}
}
