"""The reconciliation service: names in other people's tables matched with what the data speaks of.

W3C Reconciliation Service API 0.2, https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/

    service      the addresses
    manifest     what the service can do, and where
    queries      a batch as it was sent -> queries
    entities     what the store says of entities
    likeness     how a name as written agrees with those of an entity
    candidates   queries -> candidates, scored
    properties   what entities can be compared by, and tables extended with
    extension    values of properties for rows of a table
    suggestion   entities, properties and types by the beginnings of their names; previews
    schema       what is asked and the answers, as /openapi.json describes them
"""
