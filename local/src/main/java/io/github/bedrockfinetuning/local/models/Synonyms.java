package io.github.bedrockfinetuning.local.models;

import java.util.List;
import java.util.Set;

/** Common English words with nearly the same meaning. They represent general knowledge and come from no dataset. */
final class Synonyms {
    static final List<Set<String>> GROUPS = List.of(
            Set.of("buy", "purchase", "order", "ordered"),
            Set.of("parcel", "package", "shipment", "delivery", "shipping", "courier", "box"),
            Set.of("arrive", "delivery", "deliver", "arrival", "receive", "come"),
            Set.of("late", "delay", "delayed", "overdue", "slow", "waiting"),
            Set.of("broken", "damage", "damaged", "cracked", "faulty", "smashed", "scratched", "torn", "dented"),
            Set.of("wrong", "incorrect", "different", "mistaken"),
            Set.of("return", "send", "exchange"),
            Set.of("refund", "reimburse", "reimbursement", "repay"),
            Set.of("cancel", "stop", "abort", "terminate", "end"),
            Set.of("change", "update", "edit", "modify", "correct", "amend", "switch"),
            Set.of("address", "street", "house", "flat", "postcode", "location"),
            Set.of("pay", "payment", "charge", "charged", "billing", "transaction", "checkout"),
            Set.of("decline", "declined", "reject", "rejected", "refused", "fail", "failed", "failure"),
            Set.of("problem", "issue", "trouble", "error", "fault"),
            Set.of("invoice", "receipt", "bill"),
            Set.of("account", "profile", "login"),
            Set.of("login", "log", "sign", "signin", "password", "access", "locked"),
            Set.of("stock", "available", "availability", "sold"),
            Set.of("discount", "coupon", "voucher", "promo", "promotion", "code", "sale"),
            Set.of("price", "cost", "fee", "charge"),
            Set.of("card", "visa", "mastercard"),
            Set.of("cash", "money", "funds"),
            Set.of("withdraw", "withdrawal", "atm"),
            Set.of("lost", "missing", "disappeared", "stolen"),
            Set.of("subscription", "membership", "plan", "subscribe"),
            Set.of("guarantee", "warranty"),
            Set.of("status", "track", "tracking", "progress"),
            Set.of("size", "fit", "measurement"),
            Set.of("help", "support", "assist"),
            Set.of("song", "music", "track", "tune"),
            Set.of("movie", "film", "cinema"),
            Set.of("weather", "forecast", "temperature"),
            Set.of("book", "reserve", "reservation"),
            Set.of("rate", "rating", "stars", "score"),
            Set.of("revenue", "sales", "turnover"),
            Set.of("profit", "income", "earnings"),
            Set.of("increase", "growth", "rise"),
            Set.of("decrease", "decline", "reduction"));

    private Synonyms() {}
}
