"""What runbooks/pets says: signs, red flags, toxins, products, breeds, routes, clinics."""
