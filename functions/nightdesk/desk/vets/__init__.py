"""An owner's question goes to a vet, and the vet's word back."""
