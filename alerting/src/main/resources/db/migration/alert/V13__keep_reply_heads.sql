-- What a receiver answered says more than its status; the delivery log keeps the head of it.
ALTER TABLE alert.delivery ADD COLUMN reply text;
